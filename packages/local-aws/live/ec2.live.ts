import { EC2 } from "@inia/client-ec2";
import { ClientError } from "@inia/core";
import { expect, test } from "vitest";
import { useMoto } from "./live.js";

const live = useMoto();

test("a network with a subnet and tags", async () => {
  const ec2 = new EC2(live.config);
  const { Vpc } = await ec2.createVpc({
    CidrBlock: "10.1.0.0/16",
    TagSpecifications: [{ ResourceType: "vpc", Tags: [{ Key: "Name", Value: "net" }] }],
  });
  const VpcId = Vpc?.VpcId ?? "";
  const { Subnet } = await ec2.createSubnet({ VpcId, CidrBlock: "10.1.1.0/24" });
  expect(Subnet).toMatchObject({ VpcId, CidrBlock: "10.1.1.0/24", State: "available" });

  const { Vpcs } = await ec2.describeVpcs({ Filters: [{ Name: "tag:Name", Values: ["net"] }] });
  expect(Vpcs?.map((vpc) => [vpc.VpcId, vpc.Tags])).toEqual([[VpcId, [{ Key: "Name", Value: "net" }]]]);
  await ec2.getWaiter("vpcAvailable").wait({ VpcIds: [VpcId] });
});

test("an instance from start to end", async () => {
  const ec2 = new EC2(live.config);
  const { Images } = await ec2.describeImages({ Owners: ["amazon"] });
  const { Instances } = await ec2.runInstances({
    ImageId: Images?.[0]?.ImageId,
    InstanceType: "t3.micro",
    MinCount: 1,
    MaxCount: 1,
  });
  const id = Instances?.[0]?.InstanceId ?? "";
  await ec2.getWaiter("instanceRunning").wait({ InstanceIds: [id] });
  const { TerminatingInstances } = await ec2.terminateInstances({ InstanceIds: [id] });
  expect(TerminatingInstances?.[0]?.CurrentState?.Name).toBe("shutting-down");
  await ec2.getWaiter("instanceTerminated").wait({ InstanceIds: [id] });
});

test("security groups are listed over pages", async () => {
  const ec2 = new EC2(live.config);
  for (let index = 0; index < 7; index++) {
    await ec2.createSecurityGroup({ GroupName: `group-${index}`, Description: "for a list" });
  }
  const filters = { Filters: [{ Name: "group-name", Values: ["group-*"] }] };
  const names: (string | undefined)[] = [];
  for await (const group of ec2.getPaginator("describeSecurityGroups").paginate(filters, { pageSize: 5 }).items()) {
    names.push(group.GroupName);
  }
  expect(names.sort()).toEqual(Array.from({ length: 7 }, (_, index) => `group-${index}`));
});

test("what is not there is an error with EC2's code", async () => {
  const ec2 = new EC2(live.config);
  const error: unknown = await ec2.describeVpcs({ VpcIds: ["vpc-00000000"] }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ClientError);
  expect(error).toMatchObject({ code: "InvalidVpcID.NotFound", statusCode: 400 });
});
