import { describeRegions, EC2Client, paginateDescribeInstances } from "@inia/client-ec2";
import { OrganizationsClient, paginateListAccounts } from "@inia/client-organizations";
import { isIniaError, type Session } from "@inia/core";
import { fromTemporaryCredentials } from "@inia/core/credentials";

/** Running instances of one type in one region of an account. */
export interface Count {
  readonly account: string;
  readonly name: string;
  readonly region: string;
  readonly type: string;
  readonly count: number;
}

export interface ReportOptions {
  /** The name of the role to assume in each account. */
  readonly role: string;
  readonly atOnce: number;
  /** Hears of accounts that cannot be looked at. */
  readonly refused: (account: string, reason: string) => void;
}

/** Counts the instances of all active accounts, in the order of their ids. */
export async function report(session: Session, { role, atOnce, refused }: ReportOptions): Promise<Count[]> {
  const accounts: { Id: string; Name: string }[] = [];
  const organizations = session.createClient(OrganizationsClient);
  for await (const { Id = "", Name = "", Status } of paginateListAccounts(organizations).items()) {
    if (Status === "ACTIVE") accounts.push({ Id, Name });
  }
  const counts: Count[] = [];
  const rest = accounts.values();
  const worker = async (): Promise<void> => {
    for (const { Id, Name } of rest) {
      try {
        counts.push(...(await countAccount(session, Id, Name, role)));
      } catch (error) {
        if (!isIniaError(error)) throw error;
        refused(Id, `${error.operation ?? ""} ${error.code}`.trim());
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return counts.sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
}

async function countAccount(session: Session, account: string, name: string, role: string): Promise<Count[]> {
  const credentials = fromTemporaryCredentials({
    params: { RoleArn: `arn:aws:iam::${account}:role/${role}`, RoleSessionName: "accounts-report" },
  });
  const { Regions = [] } = await describeRegions(session.createClient(EC2Client, { credentials }), {});
  const counts: Count[] = [];
  for (const { RegionName: region = "" } of Regions) {
    const ec2 = session.createClient(EC2Client, { region, credentials });
    const running = { Filters: [{ Name: "instance-state-name", Values: ["running"] }] };
    const byType = new Map<string, number>();
    for await (const { Instances = [] } of paginateDescribeInstances(ec2, running, { pageSize: 100 }).items()) {
      for (const { InstanceType = "unknown" } of Instances) {
        byType.set(InstanceType, (byType.get(InstanceType) ?? 0) + 1);
      }
    }
    for (const [type, count] of byType) counts.push({ account, name, region, type, count });
  }
  return counts;
}

function keyOf({ account, region, type }: Count): string {
  return [account, region, type].join(" ");
}
