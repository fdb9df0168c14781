import { ServiceError } from "../service-error.js";
import { parseQuery } from "../uri.js";
import { childText, type XmlNode } from "../xml/read.js";
import { malformedXml } from "./errors.js";

/** Reads `x-amz-tagging`: pairs in the form of a query string. */
export function readTagHeader(header: string | undefined): ReadonlyMap<string, string> {
  const pairs = parseQuery(header ?? "").map(
    ({ name, value }) => [name.toString("utf8"), value.toString("utf8")] as const,
  );
  return checkedTags(pairs);
}

/** Reads a `Tagging` document. */
export function readTagDocument(root: XmlNode | undefined): ReadonlyMap<string, string> {
  const set = root?.name === "Tagging" ? root.children.find((child) => child.name === "TagSet") : undefined;
  if (set === undefined) {
    throw malformedXml();
  }
  return checkedTags(
    set.children.map((tag) => {
      const [key, value] = [childText(tag, "Key"), childText(tag, "Value")];
      if (tag.name !== "Tag" || key === undefined || value === undefined) {
        throw malformedXml();
      }
      return [key, value] as const;
    }),
  );
}

function checkedTags(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  if (pairs.length > 10) {
    throw new ServiceError("BadRequest", 400, "Object tags cannot be greater than 10");
  }
  const tags = new Map<string, string>();
  for (const [key, value] of pairs) {
    if (tags.has(key)) {
      throw new ServiceError("InvalidTag", 400, "Cannot provide multiple Tags with the same key", {
        fields: { TagKey: key },
      });
    }
    if (key === "" || key.length > 128 || value.length > 256) {
      const what = key === "" || key.length > 128 ? "TagKey" : "TagValue";
      throw new ServiceError("InvalidTag", 400, `The ${what} you have provided is invalid`, {
        fields: { TagKey: key, TagValue: value },
      });
    }
    tags.set(key, value);
  }
  return tags;
}
