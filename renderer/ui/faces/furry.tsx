import { Cheeks, Eyes, Smile } from './parts.tsx';

/* Faces with fur. Each is drawn in a box of 64 by 64, head in the middle, body cut off by the frame. */

export const Fox = () => (
  <>
    <path d="M10 9 Q8 24 14 32 L31 20 Q22 10 10 9Z" fill="#e8702a" />
    <path d="M54 9 Q56 24 50 32 L33 20 Q42 10 54 9Z" fill="#e8702a" />
    <path d="M14 14 Q13 22 16 27 L24 20 Q20 16 14 14Z" fill="#5b2b1c" />
    <path d="M50 14 Q51 22 48 27 L40 20 Q44 16 50 14Z" fill="#5b2b1c" />
    <path d="M32 16 C46 16 54 26 55 37 C48 44 40 54 32 55 C24 54 16 44 9 37 C10 26 18 16 32 16Z" fill="#f2853b" />
    <path d="M9 37 C15 34 25 35 32 46 C39 35 49 34 55 37 C48 44 40 54 32 55 C24 54 16 44 9 37Z" fill="#fff3e4" />
    <Eyes y={34} gap={10} />
    <ellipse cx="32" cy="49" rx="4" ry="3" fill="#2b2233" />
  </>
);

export const Bear = () => (
  <>
    <circle cx="14" cy="19" r="8.5" fill="#8a5a3c" />
    <circle cx="50" cy="19" r="8.5" fill="#8a5a3c" />
    <circle cx="14" cy="19" r="4.3" fill="#e0a986" />
    <circle cx="50" cy="19" r="4.3" fill="#e0a986" />
    <ellipse cx="32" cy="36" rx="23" ry="21" fill="#9c6846" />
    <ellipse cx="32" cy="44" rx="11.5" ry="9" fill="#f0cfae" />
    <Eyes y={32} gap={10} />
    <ellipse cx="32" cy="40" rx="4.2" ry="3" fill="#2b2233" />
    <Smile y={45} />
  </>
);

export const Cat = () => (
  <>
    <path d="M11 8 Q7 24 13 34 L30 19 Q20 10 11 8Z" fill="#6e6a7c" />
    <path d="M53 8 Q57 24 51 34 L34 19 Q44 10 53 8Z" fill="#6e6a7c" />
    <path d="M14.5 14 Q13 22 15.5 27 L23 20 Q19 16 14.5 14Z" fill="#f5a9b0" />
    <path d="M49.5 14 Q51 22 48.5 27 L41 20 Q45 16 49.5 14Z" fill="#f5a9b0" />
    <ellipse cx="32" cy="36" rx="23" ry="20" fill="#85809a" />
    <path d="M32 16 l-3 9 h6z M24 17.5 l-1 7 4-1z M40 17.5 l1 7 -4-1z" fill="#575266" />
    <ellipse cx="32" cy="44" rx="10" ry="7.5" fill="#e9e5f0" />
    {[22.5, 41.5].map((x) => (
      <g key={x}>
        <ellipse cx={x} cy="33" rx="4.6" ry="5" fill="#d9e86b" />
        <ellipse cx={x} cy="33" rx="1.7" ry="4.2" fill="#2b2233" />
      </g>
    ))}
    <path d="M29 40 h6 l-3 3.400z" fill="#e8838f" />
    <Smile y={44} />
  </>
);

export const Rabbit = () => (
  <>
    <ellipse cx="22" cy="15" rx="6.5" ry="15" fill="#f3ece6" transform="rotate(-8 22 15)" />
    <ellipse cx="42" cy="15" rx="6.5" ry="15" fill="#f3ece6" transform="rotate(8 42 15)" />
    <ellipse cx="22" cy="15" rx="3" ry="11" fill="#f7b5bd" transform="rotate(-8 22 15)" />
    <ellipse cx="42" cy="15" rx="3" ry="11" fill="#f7b5bd" transform="rotate(8 42 15)" />
    <ellipse cx="32" cy="40" rx="21" ry="19" fill="#fbf6f1" />
    <Eyes y={37} gap={9.5} size={3.2} />
    <Cheeks y={44} gap={14} />
    <path d="M29 43 h6 l-3 3z" fill="#ee8c9b" />
    <path d="M29.5 49 h5 v4.5 a1 1 0 0 1-1 1 h-3 a1 1 0 0 1-1-1z" fill="#fff" stroke="#d9cfc8" strokeWidth="0.8" />
    <Smile y={47} />
  </>
);

export const Panda = () => (
  <>
    <circle cx="13" cy="18" r="8.5" fill="#2f2b38" />
    <circle cx="51" cy="18" r="8.5" fill="#2f2b38" />
    <ellipse cx="32" cy="36" rx="24" ry="21" fill="#faf7f4" />
    <ellipse cx="21" cy="34" rx="6.5" ry="8" fill="#2f2b38" transform="rotate(24 21 34)" />
    <ellipse cx="43" cy="34" rx="6.5" ry="8" fill="#2f2b38" transform="rotate(-24 43 34)" />
    <Eyes y={33} gap={10} size={2.8} colour="#fff" />
    <circle cx="22.5" cy="33.3" r="1.7" fill="#2f2b38" />
    <circle cx="41.5" cy="33.3" r="1.7" fill="#2f2b38" />
    <ellipse cx="32" cy="43" rx="3.8" ry="2.7" fill="#2f2b38" />
    <Smile y={47} />
  </>
);

export const Lion = () => (
  <>
    <g fill="#c4622d">
      {Array.from({ length: 12 }, (_, index) => index * 30).map((angle) => (
        <circle key={angle} cx="32" cy="12.5" r="8" transform={`rotate(${angle} 32 35)`} />
      ))}
    </g>
    <circle cx="32" cy="35" r="23" fill="#c4622d" />
    <circle cx="32" cy="36" r="18" fill="#f4b74f" />
    <ellipse cx="32" cy="43" rx="9" ry="7" fill="#fde8bf" />
    <Eyes y={33} gap={8.5} />
    <path d="M28 38 h8 l-4 4z" fill="#7a3a1c" />
    <Smile y={43} />
  </>
);
