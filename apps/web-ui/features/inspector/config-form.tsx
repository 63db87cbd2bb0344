'use client';
import type { FlowProblem } from '@codexos/protocol/flow';
import type { JsonObject, JsonValue } from '@codexos/protocol/json';
import { ConfigField } from './config-field';
import { readFieldSchema } from './field-schema';

interface ConfigFormProps {
  /** Prefix of the ids of its fields, unique on the page. */
  id: string;
  configSchema: JsonObject;
  config: JsonObject;
  problems?: readonly Pick<FlowProblem, 'configPath' | 'message' | 'hint' | 'severity'>[];
  isReadOnly?: boolean;
  /** `undefined` takes the setting away, so that its default stands. */
  onChange: (name: string, value: JsonValue | undefined) => void;
}

/** A form made from the JSON Schema of a config and the hints on its properties. */
export function ConfigForm({
  id,
  configSchema,
  config,
  problems = [],
  isReadOnly = false,
  onChange,
}: ConfigFormProps) {
  const fields = readFieldSchema(configSchema);
  if (fields.length === 0) return <p className="text-xs text-muted-foreground">There is nothing to set.</p>;
  return (
    <div className="flex flex-col gap-4">
      {fields.map((field) => (
        <ConfigField
          key={field.name}
          id={`${id}-${field.name}`}
          field={field}
          value={config[field.name]}
          isReadOnly={isReadOnly}
          problems={problems.filter(({ configPath }) => configPath?.split('.')[0] === field.name)}
          onChange={(value) => onChange(field.name, value)}
        />
      ))}
    </div>
  );
}
