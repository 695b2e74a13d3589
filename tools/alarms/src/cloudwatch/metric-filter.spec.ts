import { describe, expect, it } from '@jest/globals';
import { extracted, metricFilters } from './metric-filter.js';

const filterOf = (FilterPattern: string, MetricValue = '1') => {
  const transformation = {
    ...{ MetricNamespace: 'Chat', MetricName: 'Sent', MetricValue },
    Dimensions: [{ Key: 'FunctionName', Value: '$.function_name' }],
  };
  const Properties = {
    LogGroupName: { Ref: 'RoomLogGroup' },
    FilterPattern,
    MetricTransformations: [transformation],
  };
  const [filter] = metricFilters({ Resources: { Metric: { Type: 'AWS::Logs::MetricFilter', Properties } } });
  if (filter === undefined) throw new Error('no filter');
  return filter;
};

const line = { message: 'sent', duplicate: false, ms: 70, function_name: 'chat-room' };

describe('a metric filter', () => {
  it('makes a data point of a line that meets all its conditions', () => {
    const filter = filterOf('{ $.message = "sent" && $.ms >= 0 && $.function_name = "*" }', '$.ms');
    expect(filter.logGroup).toBe('RoomLogGroup');
    expect(extracted(filter, line)).toEqual({
      namespace: 'Chat',
      name: 'Sent',
      dimensions: { FunctionName: 'chat-room' },
      value: 70,
    });
  });

  it.each([
    ['{ $.duplicate IS FALSE }', true],
    ['{ $.duplicate IS TRUE }', false],
    ['{ $.message = "sent" }', true],
    ['{ $.message = "sen" }', false],
    ['{ $.ms > 70 }', false],
    ['{ $.ms > 69 }', true],
    ['{ $.absent = "*" }', false],
    ['{ $.absent IS FALSE }', false],
    ['{ $.message > 0 }', false],
  ])('%s: %s', (pattern, matches) => {
    expect(extracted(filterOf(pattern), line) !== null).toBe(matches);
  });

  it.each(['ERROR', '{ $.a = 1 || $.b = 2 }', '{ $.a.b = 1 }'])(
    'that is not one of ours is refused: %s',
    (text) => {
      expect(() => filterOf(text)).toThrow(TypeError);
    },
  );
});
