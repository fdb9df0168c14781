import { describeInstances, EC2Client } from "@inia/client-ec2";
import { credentials, region } from "../settings.js";
import { tellResourceUse } from "./resource-use.js";

const body = new TextEncoder().encode("<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>");
const httpHandler = { send: async () => ({ status: 200, headers: {}, body }) };
const ec2 = new EC2Client({ region, credentials, httpHandler });
await describeInstances(ec2, {});
tellResourceUse();
