import eslint from "@eslint/js";
import lit from "eslint-plugin-lit";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["**/dist/", "**/*.generated.ts", "data/"] },
  eslint.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.recommendedTypeChecked, lit.configs["flat/recommended"]],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/consistent-type-imports": "error",
    },
  },
  {
    files: ["**/*.mjs", "demo/**/*.js", "bench/**/*.js"],
    languageOptions: {
      globals: Object.fromEntries(
        ["console", "process", "URL", "document", "window", "location", "navigator", "fetch", "customElements", "MutationObserver"].map((name) => [name, "readonly"]),
      ),
    },
  },
);
