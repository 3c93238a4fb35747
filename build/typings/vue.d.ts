/** `<report-311>` in Vue's templates, where an attribute is a prop by its name in camel case. */
import type { EmitFn, HTMLAttributes, PublicProps } from "vue";
import type { Report311 } from "../types/src/index.js";
import type { Attributes, Events, Properties } from "./tag.js";

type Camel<N extends string> = N extends `${infer A}-${infer B}` ? `${A}${Capitalize<Camel<B>>}` : N;
type Texts = Attributes<"" | true>;
type Props = { [K in keyof Texts as Camel<K>]: Texts[K] } & Properties;
type Emits = { [K in keyof Events]: (event: Events[K]) => void };

declare module "vue" {
  interface GlobalComponents {
    "report-311": new () => Report311 & {
      /** Only in types: what a template may set. */
      $props: Omit<HTMLAttributes, keyof Props> & Props & PublicProps;
      /** Only in types: what a template may listen to. */
      $emit: EmitFn<Emits>;
    };
  }
}
