/** One-operation programs as their authors write them, by the names that tables give them. */
export const programs: Readonly<Record<"S3" | "EC2", Readonly<Record<"inia" | "aws-sdk", string>>>> = {
  S3: {
    inia: [
      'import { getObject, S3Client } from "@inia/client-s3";',
      'const s3 = new S3Client({ region: "eu-west-1" });',
      'export const { Body } = await getObject(s3, { Bucket: "my-bucket", Key: "my-key" });',
    ].join("\n"),
    "aws-sdk": [
      'import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";',
      'const s3 = new S3Client({ region: "eu-west-1" });',
      'export const { Body } = await s3.send(new GetObjectCommand({ Bucket: "my-bucket", Key: "my-key" }));',
    ].join("\n"),
  },
  EC2: {
    inia: [
      'import { describeInstances, EC2Client } from "@inia/client-ec2";',
      'const ec2 = new EC2Client({ region: "eu-west-1" });',
      "export const { Reservations } = await describeInstances(ec2, { MaxResults: 200 });",
    ].join("\n"),
    "aws-sdk": [
      'import { DescribeInstancesCommand, EC2Client } from "@aws-sdk/client-ec2";',
      'const ec2 = new EC2Client({ region: "eu-west-1" });',
      "export const { Reservations } = await ec2.send(new DescribeInstancesCommand({ MaxResults: 200 }));",
    ].join("\n"),
  },
};

export const emptyProgram = "export {};";
