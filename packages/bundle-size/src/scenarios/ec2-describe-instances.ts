import { describeInstances, EC2Client } from "@inia/client-ec2";
import type { AwsCredentials } from "@inia/core";

export async function countReservations(credentials: AwsCredentials): Promise<number> {
  const ec2 = new EC2Client({ region: "eu-west-1", credentials });
  const { Reservations = [] } = await describeInstances(ec2, {});
  return Reservations.length;
}
