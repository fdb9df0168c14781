/**
 * Where aws-sdk v3 and botocore make different requests of one input: the function of core's that changes an input
 * given for v3 into the one that botocore would have been given.
 */
export const commandQuirks: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // botocore encodes user data, v3 leaves that to the caller.
  "auto-scaling": { CreateLaunchConfiguration: "decodedUserData" },
  ec2: { RunInstances: "decodedUserData" },
  // botocore quotes the source of a copy, v3 leaves that to the caller.
  s3: { CopyObject: "unquotedCopySource", UploadPartCopy: "unquotedCopySource" },
};
