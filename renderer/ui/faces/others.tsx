import { Cheeks, Eyes } from './parts.tsx';

/* Feathered, wet, dreamt and built faces, in the same box of 64 by 64. */

export const Owl = () => (
  <>
    <path
      d="M12 12 Q20 14 26 19 H38 Q44 14 52 12 Q55 24 54 36 C54 50 44 58 32 58 C20 58 10 50 10 36 Q9 24 12 12Z"
      fill="#7b5a86"
    />
    <path d="M18 46 Q32 60 46 46 Q44 57 32 58 Q20 57 18 46Z" fill="#cdb4d3" />
    <circle cx="22" cy="31" r="10.5" fill="#f6ead6" />
    <circle cx="42" cy="31" r="10.5" fill="#f6ead6" />
    <circle cx="22" cy="31" r="6.2" fill="#f5b740" />
    <circle cx="42" cy="31" r="6.2" fill="#f5b740" />
    <Eyes y={31} gap={10} size={3.6} />
    <path d="M28 38 Q32 35.5 36 38 L32 46Z" fill="#f08a3c" />
  </>
);

export const Frog = () => (
  <>
    <circle cx="17" cy="20" r="10" fill="#5aa84f" />
    <circle cx="47" cy="20" r="10" fill="#5aa84f" />
    <ellipse cx="32" cy="38" rx="26" ry="19" fill="#6cbf5f" />
    <path d="M9 44 Q32 62 55 44 Q52 57 32 57 Q12 57 9 44Z" fill="#d6efb8" />
    <circle cx="17" cy="20" r="6.5" fill="#fff" />
    <circle cx="47" cy="20" r="6.5" fill="#fff" />
    <Eyes y={20.5} gap={15} size={3.4} />
    <circle cx="29" cy="34" r="1.2" fill="#2f6b2b" />
    <circle cx="35" cy="34" r="1.2" fill="#2f6b2b" />
    <path d="M17 41 Q32 52 47 41" fill="none" stroke="#2f6b2b" strokeWidth="2.2" strokeLinecap="round" />
    <Cheeks y={39} gap={19} />
  </>
);

export const Whale = () => (
  <>
    <path d="M32 14 V9 M32 10 Q31 3 24 4 M32 10 Q33 3 40 4" fill="none" stroke="#bfe6f7" strokeWidth="3" strokeLinecap="round" />
    <path d="M6 40 C6 24 17 14 32 14 C47 14 58 24 58 40 C58 52 46 58 32 58 C18 58 6 52 6 40Z" fill="#3f86b8" />
    <path d="M8 44 C18 48 46 48 56 44 C53 54 43 58 32 58 C21 58 11 54 8 44Z" fill="#dff1f9" />
    <path d="M20 49 v6 M28 50 v7.5 M36 50 v7.5 M44 49 v6" stroke="#a9cfe2" strokeWidth="1.6" strokeLinecap="round" />
    <Eyes y={34} gap={14} />
    <Cheeks y={40} gap={19} />
    <path d="M27 38 Q32 42.5 37 38" fill="none" stroke="#1d4565" strokeWidth="2" strokeLinecap="round" />
  </>
);

export const Penguin = () => (
  <>
    <path d="M32 8 C47 8 55 20 55 38 C55 52 45 60 32 60 C19 60 9 52 9 38 C9 20 17 8 32 8Z" fill="#2f3550" />
    <path d="M32 26 C36 18 50 20 49 36 C49 50 41 57 32 57 C23 57 15 50 15 36 C14 20 28 18 32 26Z" fill="#fbfaf7" />
    <Eyes y={33} gap={8.5} />
    <Cheeks y={41} gap={13} />
    <path d="M25.5 39 Q32 34.5 38.5 39 Q32 47 25.5 39Z" fill="#f49b36" />
    <path d="M25.5 39.2 Q32 41.4 38.5 39.2" fill="none" stroke="#c46f16" strokeWidth="1.3" />
  </>
);

export const Unicorn = () => (
  <>
    <path d="M32 0 L37.5 20 H26.500Z" fill="#f7c948" />
    <path d="M29.8 8 l4.8-1.5 M28.5 13 l7.2-2.2 M27.2 18 l9.6-3" stroke="#d99a1e" strokeWidth="1.4" strokeLinecap="round" />
    <path d="M13 12 Q10 22 16 28 L25 20 Q20 13 13 12Z" fill="#efe6f5" />
    <path d="M51 12 Q54 22 48 28 L39 20 Q44 13 51 12Z" fill="#efe6f5" />
    <path d="M32 17 C44 17 50 26 50 36 C50 50 42 59 32 59 C22 59 14 50 14 36 C14 26 20 17 32 17Z" fill="#fcf9ff" />
    <path
      d="M32 15 C40 15 42 23 36 28 C34 24 30 22 26 23 C20 24 14 30 14 40 C8 30 12 16 24 15 C27 14 30 14 32 15Z"
      fill="#e77fb3"
    />
    <path d="M24 15 C16 17 12 24 12.5 34 C8 26 12 15 24 15Z" fill="#8f7be0" />
    <ellipse cx="32" cy="51" rx="10" ry="7" fill="#f6dbe8" />
    <Eyes y={37} gap={9} />
    <Cheeks y={44} gap={13} colour="#ff9ccb" />
    <circle cx="28.5" cy="50" r="1.2" fill="#a8668a" />
    <circle cx="35.5" cy="50" r="1.2" fill="#a8668a" />
  </>
);

export const Robot = () => (
  <>
    <path d="M32 14 V7" stroke="#7f8ea3" strokeWidth="3" strokeLinecap="round" />
    <circle cx="32" cy="6" r="3.6" fill="#ff6f61" />
    <rect x="5" y="29" width="7" height="14" rx="3" fill="#7f8ea3" />
    <rect x="52" y="29" width="7" height="14" rx="3" fill="#7f8ea3" />
    <rect x="10" y="14" width="44" height="42" rx="13" fill="#b9c6d6" />
    <rect x="15.5" y="21" width="33" height="19" rx="9" fill="#26344a" />
    <circle cx="24.5" cy="30.5" r="4.2" fill="#6fe3d0" />
    <circle cx="39.5" cy="30.5" r="4.2" fill="#6fe3d0" />
    <circle cx="25.8" cy="29" r="1.3" fill="#fff" />
    <circle cx="40.8" cy="29" r="1.3" fill="#fff" />
    <path d="M23 46.5 Q32 52 41 46.5" fill="none" stroke="#4c5b70" strokeWidth="2.4" strokeLinecap="round" />
  </>
);
