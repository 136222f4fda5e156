/** Draws two round eyes at a height, each `gap` away from the middle, with a small light in them. */
export function Eyes({ y, gap = 9, size = 3, colour = '#2b2233' }: { y: number; gap?: number; size?: number; colour?: string }) {
  return (
    <>
      {[32 - gap, 32 + gap].map((x) => (
        <g key={x}>
          <circle cx={x} cy={y} r={size} fill={colour} />
          <circle cx={x + size * 0.3} cy={y - size * 0.35} r={size * 0.32} fill="#fff" />
        </g>
      ))}
    </>
  );
}

/** Draws a small smile below the nose. */
export function Smile({ y, width = 8, colour = '#2b2233' }: { y: number; width?: number; colour?: string }) {
  const half = width / 2;
  return (
    <path
      d={`M${32 - half} ${y} Q${32 - half / 2} ${y + 3.4} 32 ${y} Q${32 + half / 2} ${y + 3.4} ${32 + half} ${y}`}
      fill="none"
      stroke={colour}
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  );
}

/** Draws two blushing cheeks. */
export function Cheeks({ y, gap = 15, colour = '#ff8f8f' }: { y: number; gap?: number; colour?: string }) {
  return (
    <>
      <circle cx={32 - gap} cy={y} r="3.4" fill={colour} opacity="0.55" />
      <circle cx={32 + gap} cy={y} r="3.4" fill={colour} opacity="0.55" />
    </>
  );
}
