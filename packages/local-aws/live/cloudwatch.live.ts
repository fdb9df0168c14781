import { CloudWatch } from "@inia/client-cloudwatch";
import { expect, test } from "vitest";
import { useMoto } from "./live.js";

const live = useMoto();

test("what is measured can be listed and summed", async () => {
  const cloudwatch = new CloudWatch(live.config);
  const now = Date.now();
  const Dimensions = [{ Name: "River", Value: "Tapajós" }];
  await cloudwatch.putMetricData({
    Namespace: "Rivers",
    MetricData: [1.5, 2.5].map((Value) => ({ MetricName: "Level", Value, Unit: "None", Dimensions })),
  });
  const { Metrics = [] } = await cloudwatch.listMetrics({ Namespace: "Rivers" });
  expect(Metrics).toContainEqual({ Namespace: "Rivers", MetricName: "Level", Dimensions });

  const { Datapoints = [] } = await cloudwatch.getMetricStatistics({
    Namespace: "Rivers",
    MetricName: "Level",
    Dimensions,
    StartTime: new Date(now - 3_600_000),
    EndTime: new Date(now + 3_600_000),
    Period: 7200,
    Statistics: ["Sum", "SampleCount"],
  });
  expect(Datapoints.map(({ SampleCount, Sum }) => [SampleCount, Sum])).toEqual([[2, 4]]);
  expect(Datapoints[0]?.Timestamp).toBeInstanceOf(Date);
});

test("an alarm and its state", async () => {
  const cloudwatch = new CloudWatch(live.config);
  await cloudwatch.putMetricAlarm({
    AlarmName: "flood",
    Namespace: "Rivers",
    MetricName: "Level",
    Statistic: "Average",
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 9.5,
    ComparisonOperator: "GreaterThanThreshold",
  });
  await cloudwatch.setAlarmState({ AlarmName: "flood", StateValue: "ALARM", StateReason: "rain & more" });
  const { MetricAlarms = [] } = await cloudwatch.describeAlarms({ AlarmNames: ["flood"] });
  expect(MetricAlarms).toMatchObject([{ Threshold: 9.5, StateValue: "ALARM", StateReason: "rain & more" }]);
});

test("alarms are listed over pages, and gone once deleted", async () => {
  const cloudwatch = new CloudWatch(live.config);
  const names = ["p1", "p2", "p3"];
  for (const AlarmName of names) {
    await cloudwatch.putMetricAlarm({
      AlarmName,
      MetricName: "Level",
      Namespace: "Rivers",
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: "LessThanThreshold",
    });
  }
  const input = { AlarmNamePrefix: "p" };
  const listed = async (): Promise<(string | undefined)[]> => {
    const { MetricAlarms = [] } = await cloudwatch.getPaginator("describeAlarms").paginate(input).buildFullResult();
    return MetricAlarms.map(({ AlarmName }) => AlarmName);
  };
  expect(await listed()).toEqual(names);
  await cloudwatch.deleteAlarms({ AlarmNames: names });
  expect(await listed()).toEqual([]);
});
