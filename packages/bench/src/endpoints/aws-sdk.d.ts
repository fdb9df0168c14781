// v3 declares the types of this file elsewhere.
declare module "@aws-sdk/client-s3/dist-es/endpoint/endpointResolver" {
  export function defaultEndpointResolver(parameters: Readonly<Record<string, unknown>>): unknown;
}
