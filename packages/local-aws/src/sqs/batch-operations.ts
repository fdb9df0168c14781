import { ServiceError } from "../service-error.js";
import { missingParameter, sqsError } from "./errors.js";
import { changeOne, deleteOne, readMessage, sendOne } from "./message-operations.js";
import { existingQueue, requiredText, type SqsDocument, type SqsRequest } from "./operation.js";

export function sendMessageBatch(request: SqsRequest): SqsDocument {
  const queue = existingQueue(request);
  const entries = readEntries(request.input);
  const size = entries.reduce((sum, entry) => sum + Buffer.byteLength(String(entry["MessageBody"] ?? "")), 0);
  if (size > MAX_BATCH_BYTES) {
    throw sqsError(
      "BatchRequestTooLong",
      `Batch requests cannot be longer than ${MAX_BATCH_BYTES} bytes. You have sent ${size} bytes.`,
    );
  }
  return eachEntry(entries, (entry) => sendOne(queue, readMessage(entry, queue, request), request.now()));
}

export function deleteMessageBatch(request: SqsRequest): SqsDocument {
  const queue = existingQueue(request);
  return eachEntry(readEntries(request.input), (entry) => {
    deleteOne(queue, entry);
    return {};
  });
}

export function changeMessageVisibilityBatch(request: SqsRequest): SqsDocument {
  const queue = existingQueue(request);
  return eachEntry(readEntries(request.input), (entry) => {
    changeOne(queue, entry, request.now());
    return {};
  });
}

function eachEntry(entries: readonly SqsDocument[], carryOut: (entry: SqsDocument) => SqsDocument): SqsDocument {
  const [successful, failed]: [SqsDocument[], SqsDocument[]] = [[], []];
  for (const entry of entries) {
    const Id = entry["Id"];
    try {
      successful.push({ Id, ...carryOut(entry) });
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        throw error;
      }
      failed.push({ Id, SenderFault: true, Code: error.code, Message: error.message });
    }
  }
  return { Successful: successful, Failed: failed };
}

function readEntries(input: SqsDocument): readonly SqsDocument[] {
  const entries = input["Entries"];
  if (entries === undefined) {
    throw missingParameter("Entries");
  }
  if (!Array.isArray(entries) || entries.length === 0) {
    throw sqsError("EmptyBatchRequest", "There should be at least one entry in the request.");
  }
  if (entries.length > MAX_ENTRIES) {
    throw sqsError(
      "TooManyEntriesInBatchRequest",
      `Maximum number of entries per request are ${MAX_ENTRIES}. You have sent ${entries.length}.`,
    );
  }
  const ids = entries.map((entry: SqsDocument) => requiredText(entry, "Id"));
  if (ids.some((id) => !/^[\w-]{1,80}$/.test(id))) {
    throw sqsError(
      "InvalidBatchEntryId",
      "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
    );
  }
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) {
    throw sqsError("BatchEntryIdsNotDistinct", `Id ${repeated} repeated.`);
  }
  return entries;
}

const MAX_ENTRIES = 10;
const MAX_BATCH_BYTES = 1_048_576;
