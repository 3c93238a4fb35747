import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "csv-parse/sync";
import { difference, EYES, light } from "../support/eyes.js";

const TYPES = new URL("../../server/data/los-angeles/types.csv", import.meta.url);
const colors = parse<Record<string, string>>(readFileSync(TYPES), { columns: true }).map((row) => row["color"]!);

test("there are twelve colours, and each shows on white", () => {
  assert.equal(new Set(colors).size, 12);
  for (const color of colors) {
    const [red, green, blue] = light(color);
    assert.ok(1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 3, color);
  }
});

const { ordinary, protanopia, deuteranopia } = EYES;
for (const [name, eyes] of Object.entries({ ordinary, protanopia, deuteranopia }))
  test(`any two colours can be told apart: ${name}`, () => {
    for (const [index, one] of colors.entries())
      for (const other of colors.slice(index + 1)) assert.ok(difference(one, other, eyes) > 0.08, `${one} ${other}`);
  });
