/** What S3 sends, as far as it is read here. */
export interface S3Event {
  readonly Records: readonly {
    readonly s3: {
      readonly bucket: { readonly name: string };
      /** The key is encoded as forms are. `sequencer` tells later events of an object from earlier ones. */
      readonly object: { readonly key: string; readonly sequencer: string };
    };
  }[];
}

/** What Lambda gives a handler besides the event, as far as it is read here. */
export interface LambdaContext {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}
