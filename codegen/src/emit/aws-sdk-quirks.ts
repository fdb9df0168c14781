/** Functions of core's: what changes an input given for v3 into one for botocore, and an output back. */
export interface CommandQuirk {
  readonly prepare?: string;
  readonly adapt?: string;
}

/** Where aws-sdk v3 and botocore make different requests of one input, or different outputs of one answer. */
export const commandQuirks: Readonly<Record<string, Readonly<Record<string, CommandQuirk>>>> = {
  // botocore encodes user data, v3 leaves that to the caller.
  "auto-scaling": { CreateLaunchConfiguration: { prepare: "decodedUserData" } },
  ec2: { RunInstances: { prepare: "decodedUserData" } },
  s3: {
    // botocore quotes the source of a copy, v3 leaves that to the caller.
    CopyObject: { prepare: "unquotedCopySource" },
    UploadPartCopy: { prepare: "unquotedCopySource" },
    // botocore has keys encoded on their way, v3 does not.
    ListMultipartUploads: { adapt: "withoutEncodingType" },
    ListObjects: { adapt: "withoutEncodingType" },
    ListObjectsV2: { adapt: "withoutEncodingType" },
    ListObjectVersions: { adapt: "withoutEncodingType" },
  },
};
