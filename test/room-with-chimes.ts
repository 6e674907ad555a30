const rate = 16_000;
const seconds = 30;

/** A note that dies away within a second, `since` seconds after it was struck. */
const note = (hz: number, since: number): number =>
  since < 0 || since > 1 ? 0 : Math.exp(-8 * since) * Math.sin(2 * Math.PI * hz * since);

/** Half a minute of room noise, as 16 kHz samples, with a falling two-note chime struck at the given seconds. */
export function roomWithChimes(...chimesAt: [number, ...number[]]): Buffer {
  let seed = chimesAt[0];
  const samples = Int16Array.from({ length: seconds * rate }, (_, n) => {
    seed = (seed * 16_807) % 2_147_483_647;
    const struck = chimesAt.reduce(
      (sum, at) => sum + note(1480, n / rate - at) + note(1046, n / rate - at - 0.15),
      0,
    );
    return 4000 * struck + 600 * (seed / 2_147_483_647 - 0.5);
  });
  return Buffer.from(samples.buffer);
}
