import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

const isCustomElement = (tag: string) => tag === "report-311";

export default defineConfig({
  base: "/hosts/vue-3/",
  plugins: [vue({ template: { compilerOptions: { isCustomElement } } })],
});
