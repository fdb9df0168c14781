/** What clients of both libraries are given: nothing is looked up outside. */
export const region = "eu-west-1";
export const credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
} as const;
