import { Readable } from "node:stream";
import { CloudWatch } from "@inia/client-cloudwatch";
import { DynamoDB } from "@inia/client-dynamodb";
import { EC2 } from "@inia/client-ec2";
import { IAM } from "@inia/client-iam";
import { Kinesis } from "@inia/client-kinesis";
import { Lambda } from "@inia/client-lambda";
import { S3 } from "@inia/client-s3";
import { SecretsManager } from "@inia/client-secrets-manager";
import { SNS } from "@inia/client-sns";
import { SQS } from "@inia/client-sqs";
import { SSM } from "@inia/client-ssm";
import { STS } from "@inia/client-sts";
import type { ClientConfig } from "@inia/core";
import { expect } from "vitest";

/** By service: at least three operations on an empty account, of all kinds of request that its protocol has. */
export const scenarios: Readonly<Record<string, (config: ClientConfig) => Promise<void>>> = {
  async s3(config) {
    const s3 = new S3(config);
    const object = { Bucket: "rivers", Key: "a b/ç+?#.txt" };
    await s3.createBucket({ Bucket: "rivers" });
    await s3.putObject({ ...object, Body: "Tapajós", ContentType: "text/plain", Metadata: { who: "boto  core" } });
    expect(await (await s3.getObject(object)).Body.text()).toBe("Tapajós");
    // Can be read only once, so that it goes out in chunks: signed ones over http.
    const Body = Readable.from([Buffer.from("Xingu, "), Buffer.from("Iriri")]);
    await s3.putObject({ Bucket: "rivers", Key: "stream", Body, ContentLength: 12 });
    expect(await (await s3.getObject({ Bucket: "rivers", Key: "stream" })).Body.text()).toBe("Xingu, Iriri");
    const { Contents } = await s3.listObjectsV2({ Bucket: "rivers", Prefix: "a b/ç", MaxKeys: 3 });
    expect(Contents?.map(({ Key }) => Key)).toEqual([object.Key]);
    await s3.deleteObjects({ Bucket: "rivers", Delete: { Objects: [{ Key: object.Key }] } });
  },

  async sts(config) {
    const sts = new STS(config);
    expect((await sts.getCallerIdentity()).Account).toBe("123456789012");
    await sts.assumeRole({ RoleArn: "arn:aws:iam::123456789012:role/reader", RoleSessionName: "live" });
    await sts.getSessionToken({ DurationSeconds: 900 });
  },

  async sqs(config) {
    const sqs = new SQS(config);
    const { QueueUrl = "" } = await sqs.createQueue({ QueueName: "news" });
    await sqs.sendMessage({ QueueUrl, MessageBody: "água & <xml>" });
    const { Messages } = await sqs.receiveMessage({ QueueUrl });
    expect(Messages?.map(({ Body }) => Body)).toEqual(["água & <xml>"]);
  },

  async sns(config) {
    const sns = new SNS(config);
    const { TopicArn = "" } = await sns.createTopic({ Name: "news", Tags: [{ Key: "cost", Value: "ação & co" }] });
    await sns.publish({ TopicArn, Message: "the river rises +1 m" });
    const { Topics } = await sns.listTopics();
    expect(Topics).toEqual([{ TopicArn }]);
  },

  async dynamodb(config) {
    const dynamodb = new DynamoDB(config);
    const TableName = "rivers";
    await dynamodb.createTable({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    });
    const Item = { id: { S: "Tapajós" }, km: { N: "1200" } };
    await dynamodb.putItem({ TableName, Item });
    expect((await dynamodb.getItem({ TableName, Key: { id: { S: "Tapajós" } } })).Item).toEqual(Item);
  },

  async lambda(config) {
    const role = await new IAM(config).createRole({ RoleName: "runner", AssumeRolePolicyDocument: "{}" });
    const lambda = new Lambda(config);
    await lambda.createFunction({
      FunctionName: "flood",
      Role: role.Role.Arn,
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Code: { ZipFile: emptyZip },
    });
    expect((await lambda.getFunction({ FunctionName: "flood" })).Configuration?.Runtime).toBe("nodejs22.x");
    expect((await lambda.listFunctions({ MaxItems: 5 })).Functions?.length).toBe(1);
    await lambda.deleteFunction({ FunctionName: "flood" });
  },

  async iam(config) {
    const iam = new IAM(config);
    await iam.createUser({ UserName: "ines", Path: "/team/", Tags: [{ Key: "a", Value: "b c" }] });
    expect((await iam.getUser({ UserName: "ines" })).User.Path).toBe("/team/");
    expect((await iam.listUsers({ PathPrefix: "/team/" })).Users.length).toBe(1);
  },

  async ec2(config) {
    const ec2 = new EC2(config);
    const { Vpc } = await ec2.createVpc({ CidrBlock: "10.1.0.0/16" });
    const VpcId = Vpc?.VpcId ?? "";
    await ec2.createSecurityGroup({ GroupName: "live", Description: "for one, & more", VpcId });
    expect((await ec2.describeVpcs({ VpcIds: [VpcId] })).Vpcs?.length).toBe(1);
  },

  async kinesis(config) {
    const kinesis = new Kinesis(config);
    const StreamName = "levels";
    await kinesis.createStream({ StreamName, ShardCount: 1 });
    await kinesis.putRecord({ StreamName, PartitionKey: "k", Data: new Uint8Array([0, 128, 255]) });
    expect((await kinesis.listStreams()).StreamNames).toEqual([StreamName]);
  },

  async "secrets-manager"(config) {
    const secrets = new SecretsManager(config);
    await secrets.createSecret({ Name: "db", SecretString: '{"password":"ç"}' });
    expect((await secrets.getSecretValue({ SecretId: "db" })).SecretString).toBe('{"password":"ç"}');
    expect((await secrets.listSecrets()).SecretList?.length).toBe(1);
  },

  async ssm(config) {
    const ssm = new SSM(config);
    await ssm.putParameter({ Name: "/app/colour", Value: "pink", Type: "String" });
    expect((await ssm.getParameter({ Name: "/app/colour" })).Parameter?.Value).toBe("pink");
    expect((await ssm.getParametersByPath({ Path: "/app" })).Parameters?.length).toBe(1);
  },

  async cloudwatch(config) {
    const cloudwatch = new CloudWatch(config);
    const MetricData = [{ MetricName: "Level", Value: 1.5, Dimensions: [{ Name: "River", Value: "Tapajós" }] }];
    await cloudwatch.putMetricData({ Namespace: "Rivers", MetricData });
    expect((await cloudwatch.listMetrics({ Namespace: "Rivers" })).Metrics?.length).toBe(1);
    expect((await cloudwatch.describeAlarms()).MetricAlarms ?? []).toEqual([]);
  },
};

/** An archive without files: the record that ends every archive. */
const emptyZip = Buffer.concat([Buffer.from("PK\x05\x06", "latin1"), Buffer.alloc(18)]);
