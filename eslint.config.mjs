import eslint from "@eslint/js";
import lit from "eslint-plugin-lit";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["**/dist/", "**/*.generated.ts", "build/typings/", "data/"] },
  eslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [...tseslint.configs.recommendedTypeChecked, lit.configs["flat/recommended"]],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/restrict-template-expressions": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-floating-promises": [
        "error",
        { allowForKnownSafeCalls: [{ from: "package", package: "node:test", name: ["test", "describe", "it"] }] },
      ],
    },
  },
  { files: ["test/**/*.ts"], rules: { "@typescript-eslint/unbound-method": "off" } },
  // What they import is there only when the package has been built.
  { files: ["test/hosts/**/*.{ts,tsx}"], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: ["**/*.mjs", "demo/**/*.js", "bench/**/*.js", "test/hosts/**/*.js"],
    languageOptions: {
      globals: Object.fromEntries(
        [
          "console",
          "process",
          "URL",
          "document",
          "window",
          "location",
          "navigator",
          "fetch",
          "customElements",
          "CustomEvent",
          "Option",
          "FormData",
          "requestAnimationFrame",
          "setTimeout",
          "performance",
          "MutationObserver",
          "DOMRect",
        ].map((name) => [name, "readonly"]),
      ),
    },
  },
);
