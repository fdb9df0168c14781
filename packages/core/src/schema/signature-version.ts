/** The signature version, in botocore's names, of an auth scheme: `aws.auth#sigv4` and `sigv4` name the same. */
export function versionOfScheme(scheme: string): string | undefined {
  return versionByName[shortName(scheme)];
}

export function shortName(scheme: string): string {
  return scheme.slice(scheme.lastIndexOf("#") + 1);
}

const versionByName: Readonly<Record<string, string>> = {
  sigv4: "v4",
  sigv4a: "v4a",
  httpBearerAuth: "bearer",
  noAuth: "none",
  // Offered by endpoints only. botocore finds nothing here when the user has preferences, and refuses the call.
  "sigv4-s3express": "v4-s3express",
};
