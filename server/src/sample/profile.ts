/** How the made-up requests of a type behave. Shares and times are after ten thousand real requests of January 2020. */
export interface TypeProfile {
  /** Parts of all requests. */
  share: number;
  /** How much more there are at the height of the year than on average (0–1), and the month of that height (1–12). */
  season: [swing: number, month: number];
  /** Days to close: their median and the standard deviation of their logarithm. */
  days: [median: number, spread: number];
  /** The chance never to be closed. */
  forgotten: number;
  /** How much requests keep to the same places: 1 not at all. */
  clustering: number;
  /** Parts by agency id. */
  agencies: Record<number, number>;
  /** Parts by source id; the sources not named share one part. */
  sources: Record<number, number>;
}

const SANITATION = { 2: 985, 3: 15 };
const CITIZENS = { 8: 560, 7: 260, 17: 150, 18: 20, 3: 8 };
const CREWS = { 18: 400, 7: 330, 8: 180, 17: 80, 3: 8 };

/** By type id, in the order of types.csv. */
export const PROFILES: Record<number, TypeProfile> = {
  1: type(2500, [0.08, 4], [0.7, 1.4], 0.001, 1.8, { 4: 1 }, CREWS),
  2: type(450, [0.12, 5], [18, 1.5], 0.02, 3, SANITATION, { ...CITIZENS, 7: 600 }),
  3: type(190, [0.25, 8], [0.5, 0.7], 0.001, 1, SANITATION, CITIZENS),
  4: type(4450, [0.12, 7], [3, 0.6], 0.0005, 1.3, SANITATION, { ...CITIZENS, 18: 150 }),
  5: type(350, [0.15, 1], [2.6, 0.6], 0.001, 1.3, SANITATION, CITIZENS),
  6: type(930, [0.1, 6], [2.5, 1.2], 0.004, 2, SANITATION, { ...CITIZENS, 18: 200 }),
  7: type(800, [0.1, 7], [2.6, 0.6], 0.001, 1.3, SANITATION, CITIZENS),
  8: type(110, [0.3, 12], [9, 1.3], 0.05, 1.3, { 1: 1 }, CITIZENS),
  9: type(70, [0.3, 12], [22, 1.2], 0.08, 1.5, { 1: 1 }, CITIZENS),
  10: type(25, [0.5, 8], [2, 1], 0.01, 1.2, { 6: 1 }, CITIZENS),
  11: type(115, [0, 1], [2.2, 0.8], 0.01, 1.2, { 5: 900, 7: 25, 8: 20, 9: 15, 10: 15, 11: 15, 12: 10 }, CITIZENS),
  12: type(10, [0, 1], [4, 1], 0.03, 1, { 5: 900, 7: 30, 8: 30, 10: 20, 11: 10, 12: 10 }, { ...CITIZENS, 16: 200, 13: 60 }),
};

/** Parts by day of the week, Sunday first. */
export const WEEK = [0.62, 1.22, 1.2, 1.12, 1.08, 1.02, 0.74];

/** Parts by hour of the day. */
export const HOURS = [
  54, 33, 41, 33, 11, 19, 72, 243, 647, 807, 1132, 1186, 1106, 1046, 837, 639, 639, 337, 334, 167, 238, 188, 118, 73,
];

/** More requests from year to year, by this share. */
export const GROWTH = 0.04;

function type(
  share: number,
  season: TypeProfile["season"],
  days: TypeProfile["days"],
  forgotten: number,
  clustering: number,
  agencies: TypeProfile["agencies"],
  sources: TypeProfile["sources"],
): TypeProfile {
  return { share, season, days, forgotten, clustering, agencies, sources };
}
