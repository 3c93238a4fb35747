import type { CustomElement, CustomElementDeclaration, Package } from "custom-elements-manifest/schema";

/** All that a manifest says about a tag. */
export type Tag = CustomElementDeclaration & CustomElement;

/** The tag in a manifest. */
export function tagIn({ modules }: Package): Tag {
  return modules.flatMap(({ declarations }) => declarations ?? []).find((one) => "tagName" in one) as Tag;
}
