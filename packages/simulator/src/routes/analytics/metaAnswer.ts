import { jsonAnswer, type Answer } from '../answer.ts';
import { dimensions, granularities, metrics, operators } from './fields.ts';

/** `GET /analytics/meta`: what a query may ask for. */
export const metaAnswer = (): Answer =>
  jsonAnswer({
    data: {
      metrics: Object.entries(metrics).map(([name, { label, isMoney }]) => ({
        name,
        display_label: label,
        display_format: isMoney ? 'currency' : 'number',
        is_rate: false,
      })),
      dimensions: Object.entries(dimensions).map(([name, { label }]) => ({ name, display_label: label })),
      operators: Object.entries(operators).map(([name, value_type]) => ({ name, value_type })),
      granularities: granularities.map((name) => ({
        name,
        display_label: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      })),
    },
  });
