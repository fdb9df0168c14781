import type { OperationModel } from "@inia/core/model";
import fc from "fast-check";

/** By member of the input: what its value must be like. */
export type Constraints = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/**
 * What a member's text must be like where endpoint rules or customizations read it: they refuse, or send elsewhere,
 * what is no name of a bucket, no account, no ARN. Models do not say so.
 */
export function constraintsOf(folder: string, { httpChecksum, inputShape }: OperationModel): Constraints {
  const constraints = byService[folder] ?? {};
  const name = httpChecksum.requestAlgorithmMember;
  const member = name === undefined ? undefined : inputShape?.members[name];
  if (name === undefined || member?.typeName !== "string") return constraints;
  // S3's model knows MD5, which botocore refuses, too.
  return { ...constraints, [name]: fc.constantFrom(...member.enum.filter((value) => value !== "MD5")) };
}

const label = fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,20}[a-z0-9]$/);
const account = fc.stringMatching(/^[0-9]{12}$/);
const stream = label.map((name) => `arn:aws:kinesis:us-east-1:123456789012:stream/${name}`);
const consumer = stream.map((arn) => `${arn}/consumer/reader:1767323045`);

const byService: Readonly<Record<string, Constraints>> = {
  "cloudfront-keyvaluestore": {
    KvsARN: label.map((name) => `arn:aws:cloudfront::123456789012:key-value-store/${name}`),
  },
  events: { EndpointId: label },
  kinesis: { StreamARN: stream, ConsumerARN: consumer, ResourceARN: fc.oneof(stream, consumer) },
  // The endpoint that the call goes to.
  machinelearning: { PredictEndpoint: fc.webUrl({ validSchemes: ["https"] }) },
  // Of these only what follows the last slash is sent.
  route53: { Id: label, HostedZoneId: label, DelegationSetId: label },
  s3: { Bucket: label },
  s3control: { Bucket: label, AccountId: account, OutpostId: label },
  sesv2: { EndpointId: label },
};
