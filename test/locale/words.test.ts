import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fill, hasWords, onWords, registerWords, wordsFor } from "../../src/locale/words.js";

/** The library's own sentences, and those that a page adds. */

const places = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

describe("the words", () => {
  it("are all there in Spanish, with the same places to fill in", () => {
    const [en, es] = [Object.entries(wordsFor("en")), wordsFor("es") as Record<string, string>];
    for (const [name, sentence] of en) {
      assert.ok(es[name], `${name} is missing`);
      assert.deepEqual(places(es[name]), places(sentence), name);
    }
    const same = en.flatMap(([name, sentence]) => (es[name] === sentence ? [name] : []));
    assert.deepEqual(same, [], "what is the same in both is not translated");
  });

  it("are English where there are none", () => {
    assert.equal(wordsFor("no tag").all, "All");
    assert.equal(wordsFor("de").all, "All");
    assert.equal(hasWords("de"), false);
    assert.equal(hasWords("en-GB"), true);
    assert.equal(wordsFor("es-MX").all, wordsFor("es").all);
  });

  it("fill in what they are given, also where that looks like a place", () => {
    assert.equal(fill("{a} of {b}, {c}", { a: "{b}", b: 2 }), "{b} of 2, {c}");
  });
});

describe("words that a page adds", () => {
  it("fall back one by one to the wider language, then to English", () => {
    registerWords("es-AR", { share: "Pasala" });
    assert.equal(wordsFor("es-AR").share, "Pasala");
    assert.equal(wordsFor("es-ar").asTable, wordsFor("es").asTable);
    assert.equal(wordsFor("es").share, "Compartir");
    registerWords("pt", { share: "Compartilhar", retry: "" });
    registerWords("pt-BR", { save: "Salvar" });
    const { save, share, retry } = wordsFor("pt-BR");
    assert.deepEqual([save, share, retry], ["Salvar", "Compartilhar", "Retry"]);
    assert.equal(wordsFor("pt-PT").save, "Save");
  });

  it("come on top of those that were there", () => {
    registerWords("it", { save: "Salva", share: "Condividi" });
    registerWords("IT", { save: "Registra" });
    assert.deepEqual([wordsFor("it").save, wordsFor("it").share], ["Registra", "Condividi"]);
    registerWords("en-GB", { all: "The lot" });
    assert.deepEqual([wordsFor("en-GB").all, wordsFor("en").all], ["The lot", "All"]);
  });

  it("are told to those who wait for them, until they no longer do", () => {
    let told = 0;
    const stop = onWords(() => told++);
    registerWords("nl", { all: "Alle" });
    stop();
    registerWords("nl", { all: "Alles" });
    assert.equal(told, 1);
  });

  it("need a language", () => assert.throws(() => registerWords("no tag", {}), RangeError));
});
