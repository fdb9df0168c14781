import type { PresignedPost } from "../../presign/presign-post.js";

/** What is filled of a `FormData`. */
export interface FillableForm {
  append(name: string, value: string): void;
}

/**
 * Puts the fields of a presigned form into a `FormData`, in their order. The file has to come after them, as `file`.
 *
 * @example
 * ```ts
 * const { url, fields } = await s3.generatePresignedPost({ bucket: "amzn-example-bucket", key: "up/${filename}" });
 * const form = fillForm(new FormData(), fields);
 * form.append("file", file);
 * await fetch(url, { method: "POST", body: form });
 * ```
 */
export function fillForm<Form extends FillableForm>(form: Form, fields: PresignedPost["fields"]): Form {
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
