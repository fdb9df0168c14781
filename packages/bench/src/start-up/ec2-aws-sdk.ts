import { DescribeInstancesCommand, EC2Client } from "@aws-sdk/client-ec2";
import { credentials, region } from "../settings.js";
import { tellResourceUse } from "./resource-use.js";

const body = new TextEncoder().encode("<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>");
const requestHandler = { handle: async () => ({ response: { statusCode: 200, headers: {}, body } }) };
const ec2 = new EC2Client({ region, credentials, requestHandler });
await ec2.send(new DescribeInstancesCommand({}));
tellResourceUse();
