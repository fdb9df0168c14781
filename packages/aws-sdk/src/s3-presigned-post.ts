/** The counterpart of `@aws-sdk/s3-presigned-post`. */
import { type AwsSdkClient, ownClient } from "@inia/core/generated/aws-sdk";
import { generatePresignedPost, type PostCondition } from "@inia/core/generated/methods/s3";

export type Conditions = PostCondition;

export interface PresignedPostOptions {
  readonly Bucket: string;
  readonly Key: string;
  readonly Conditions?: readonly Conditions[] | undefined;
  readonly Fields?: Readonly<Record<string, string>> | undefined;
  /** Seconds; default 3,600. */
  readonly Expires?: number | undefined;
}

export interface PresignedPost {
  readonly url: string;
  readonly fields: Record<string, string>;
}

/** Makes a form with which a browser uploads a file. Fields are allowed by the policy, as v3 has it. */
export async function createPresignedPost(
  client: AwsSdkClient<"s3">,
  { Bucket, Key, Conditions = [], Fields = {}, Expires }: PresignedPostOptions,
): Promise<PresignedPost> {
  const conditions = [...Conditions, ...Object.entries(Fields).map(([name, value]) => ({ [name]: value }))];
  const rules = { bucket: Bucket, key: Key, conditions, fields: Fields, expiresIn: Expires };
  const { url, fields } = await generatePresignedPost(await ownClient(client), rules);
  return { url, fields: { ...fields } };
}
