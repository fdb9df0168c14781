/** Any role: none is checked. */
export const CreateRoleForLambda = "arn:aws:iam::123456789012:role/lambda";
