'use client';
import { listOpenAiModels } from '@codexos/protocol/contracts/openai.contract';
import { useState } from 'react';
import { CodeBlock } from '@/components/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '@/components/ui/select';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs';
import { useApiQuery } from '@/lib/api/use-api-query';
import { openAiCurl, openAiNode, openAiPython } from './openai-example';

const LANGUAGES = [
  { id: 'curl', label: 'curl', language: 'bash', write: openAiCurl },
  { id: 'node', label: 'Node', language: 'javascript', write: openAiNode },
  { id: 'python', label: 'Python', language: 'python', write: openAiPython },
] as const;

/** How programs that speak with OpenAI speak with the flows and agents of this workspace. */
export function OpenAiPanel() {
  const { data } = useApiQuery(listOpenAiModels, {});
  const [chosen, setChosen] = useState<string>();
  if (!data) return null;
  const model = data.data.find(({ id }) => id === chosen) ?? data.data[0];
  const baseUrl = `${window.location.origin}/v1`;
  return (
    <section aria-label="OpenAI-compatible endpoint" className="flex flex-col gap-2">
      <h3 className="text-sm font-medium">OpenAI-compatible endpoint</h3>
      <p className="text-sm text-muted-foreground">
        Chat windows, editors and libraries that speak with OpenAI speak with your flows and agents: give them
        this address, a token, and a model from the list.
      </p>
      <dl className="grid gap-x-3 gap-y-1.5 text-sm sm:grid-cols-[max-content_1fr] sm:items-center">
        <dt className="text-muted-foreground">Base URL</dt>
        <dd>
          <Copied text={baseUrl} label="Copy the base URL" />
        </dd>
        {model ? (
          <>
            <dt className="text-muted-foreground">Model of</dt>
            <dd>
              <Select value={model.id} onValueChange={setChosen}>
                <SelectTrigger aria-label="Flow or agent" className="w-full sm:w-72">
                  <SelectValue />
                </SelectTrigger>
                <SelectContent>
                  {data.data.map(({ id, name, kind }) => (
                    <SelectItem key={id} value={id}>
                      {name} · {kind}
                    </SelectItem>
                  ))}
                </SelectContent>
              </Select>
            </dd>
            <dt className="text-muted-foreground">Model</dt>
            <dd>
              <Copied text={model.id} label="Copy the model" />
            </dd>
          </>
        ) : null}
      </dl>
      {model ? (
        <Tabs defaultValue="curl">
          <TabsList aria-label="Language of the example" className="px-0">
            {LANGUAGES.map(({ id, label }) => (
              <TabsTrigger key={id} value={id}>
                {label}
              </TabsTrigger>
            ))}
          </TabsList>
          {LANGUAGES.map(({ id, language, write }) => (
            <TabsContent key={id} value={id}>
              <CodeBlock
                language={language}
                code={write({ baseUrl, model: model.id, needsSource: model.needs_source })}
              />
            </TabsContent>
          ))}
        </Tabs>
      ) : (
        <p className="text-sm text-muted-foreground">
          Nothing is published yet. A flow or an agent is a model here as soon as it is published.
        </p>
      )}
    </section>
  );
}

function Copied({ text, label }: { text: string; label: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <code className="min-w-0 font-mono text-xs break-all">{text}</code>
      <CopyButton text={text} label={label} className="size-7 shrink-0" />
    </span>
  );
}
