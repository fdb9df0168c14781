export { fillForm } from "../../customizations/s3/fill-form.js";
export { generatePresignedPost } from "../../customizations/s3/presign-post.js";
export type { PostCondition, PostRules, PresignedPost } from "../../presign/presign-post.js";
