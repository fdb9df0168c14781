import { ServiceError } from "../service-error.js";

/** `404 NoSuchBucket` */
export function noSuchBucket(bucket: string): ServiceError {
  return new ServiceError("NoSuchBucket", 404, "The specified bucket does not exist", {
    fields: { BucketName: bucket },
  });
}

/** `404 NoSuchKey` */
export function noSuchKey(key: string): ServiceError {
  return new ServiceError("NoSuchKey", 404, "The specified key does not exist.", { fields: { Key: key } });
}

/** `404 NoSuchUpload` */
export function noSuchUpload(uploadId: string): ServiceError {
  return new ServiceError(
    "NoSuchUpload",
    404,
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
    { fields: { UploadId: uploadId } },
  );
}

/** `400 InvalidArgument`, naming the argument. */
export function invalidArgument(message: string, name: string, value: string): ServiceError {
  return new ServiceError("InvalidArgument", 400, message, { fields: { ArgumentName: name, ArgumentValue: value } });
}

/** `400 InvalidRequest` */
export function invalidRequest(message: string): ServiceError {
  return new ServiceError("InvalidRequest", 400, message);
}

/** `412 PreconditionFailed`, naming the header that did not hold. */
export function preconditionFailed(condition: string): ServiceError {
  return new ServiceError("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold", {
    fields: { Condition: condition },
  });
}

/** `400 MalformedXML` */
export function malformedXml(): ServiceError {
  return new ServiceError(
    "MalformedXML",
    400,
    "The XML you provided was not well-formed or did not validate against our published schema",
  );
}

/** `501 NotImplemented`, naming the header or sub-resource. */
export function notImplemented(what: string): ServiceError {
  return new ServiceError(
    "NotImplemented",
    501,
    "A header or query you provided implies functionality that is not implemented",
    {
      fields: { Header: what },
    },
  );
}
