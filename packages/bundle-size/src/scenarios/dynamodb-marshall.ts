import { marshall } from "@inia/dynamodb-documents";

export function toItem(film: { title: string; year: number }): unknown {
  return marshall(film);
}
