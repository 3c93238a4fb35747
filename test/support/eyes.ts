/** How far colours are apart to the eyes of readers. */

/** The three channels of #RRGGBB, 0–1, linear in light. */
export function light(color: string): [number, number, number] {
  const channel = (at: number) => {
    const value = parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** What each kind of eyes makes of light, by Machado, Oliveira and Fernandes (2009). */
export const EYES = {
  ordinary: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const TO_CONES = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const TO_LAB = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];

function times(matrix: number[][], vector: number[]): number[] {
  return matrix.map((row) => row.reduce((sum, value, index) => sum + value * vector[index]!, 0));
}

function oklab(color: string, eyes: number[][]): number[] {
  const seen = times(eyes, light(color)).map((value) => Math.min(1, Math.max(0, value)));
  return times(TO_LAB, times(TO_CONES, seen).map(Math.cbrt));
}

/** The distance of two colours (#RRGGBB) in OKLab, as these eyes see them. */
export function difference(one: string, other: string, eyes: number[][]): number {
  const [a, b] = [oklab(one, eyes), oklab(other, eyes)];
  return Math.hypot(...a.map((value, axis) => value - b[axis]!));
}
