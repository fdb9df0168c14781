import { deleteSnapshot, type EC2Client, paginateDescribeSnapshots, type Snapshot } from "@inia/client-ec2";
import { ClientError } from "@inia/core";

export interface PruneOptions {
  readonly volumeId: string;
  /** Older ones are deleted. */
  readonly days: number;
  /** So many of the newest are kept, however old. */
  readonly keep: number;
  readonly isDry: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface PruneResult {
  readonly deleted: readonly string[];
  /** Snapshots that an image is made of. */
  readonly inUse: readonly string[];
  readonly kept: number;
}

/** Deletes snapshots of a volume that are too old. */
export async function prune(ec2: EC2Client, options: PruneOptions): Promise<PruneResult> {
  const { volumeId, days, keep, isDry, now } = options;
  const snapshots: Snapshot[] = [];
  const input = {
    OwnerIds: ["self"],
    Filters: [
      { Name: "volume-id", Values: [volumeId] },
      { Name: "status", Values: ["completed"] },
    ],
  };
  for await (const snapshot of paginateDescribeSnapshots(ec2, input, { pageSize: 100 }).items()) {
    snapshots.push(snapshot);
  }
  snapshots.sort((a, b) => startOf(b) - startOf(a));
  const old = snapshots.slice(keep).filter((snapshot) => startOf(snapshot) < now - days * dayMs);

  const deleted: string[] = [];
  const inUse: string[] = [];
  for (const { SnapshotId = "" } of old) {
    const isDeleted = isDry || (await tryDelete(ec2, SnapshotId));
    (isDeleted ? deleted : inUse).push(SnapshotId);
  }
  return { deleted, inUse, kept: snapshots.length - deleted.length };
}

/** Whether it could be deleted: not while an image is made of it. */
async function tryDelete(ec2: EC2Client, SnapshotId: string): Promise<boolean> {
  try {
    await deleteSnapshot(ec2, { SnapshotId });
    return true;
  } catch (error) {
    // EC2 models no errors: they are told apart by their codes.
    if (!(error instanceof ClientError)) throw error;
    if (error.code === "InvalidSnapshot.InUse") return false;
    // Somebody else was faster.
    if (error.code === "InvalidSnapshot.NotFound") return true;
    throw error;
  }
}

function startOf({ StartTime }: Snapshot): number {
  return StartTime?.getTime() ?? 0;
}

const dayMs = 86_400_000;
