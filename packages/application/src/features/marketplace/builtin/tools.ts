import type { ListingBody } from '@codexos/protocol/listing';
import type { ToolDocumentInput } from '@codexos/protocol/tool';
import { toBuiltinListing } from './to-builtin-listing.ts';

/** Said to every service, so that its people see who calls. */
const CALLER = { name: 'user-agent', value: 'CodexOS workspace tool' };

interface BuiltinTool {
  readme: string;
  tags: string[];
  document: ToolDocumentInput;
}

function listTool({ readme, tags, document }: BuiltinTool): ListingBody {
  const { name, label, description = '' } = document;
  return toBuiltinListing({
    slug: name,
    name: label,
    description,
    readme,
    tags,
    content: { kind: 'tool', tools: [{ document }] },
  });
}

const OWNER = {
  name: 'owner',
  type: 'text',
  isRequired: true,
  description: 'Account or organisation.',
} as const;
const REPOSITORY = {
  name: 'repository',
  type: 'text',
  isRequired: true,
  description: 'Name of the repository, without its owner.',
} as const;

/** Tools that need no account: each reads one public address. */
export const BUILTIN_TOOLS: readonly ListingBody[] = [
  listTool({
    tags: ['packages', 'lookup'],
    readme:
      'Asks the public npm registry, without an account, and gives version, licence, repository and dependencies of a package.\n\nFor a package with a scope give its whole name, such as `@scope/name`. For another version than the newest give the version or a tag, such as `next`.',
    document: {
      name: 'npm-package',
      label: 'npm package',
      description: 'Looks up a package in the npm registry: version, licence, repository, dependencies.',
      inputs: [
        { name: 'name', type: 'text', isRequired: true, description: 'Name of the package.' },
        { name: 'version', type: 'text', defaultValue: 'latest', description: 'A version or a tag.' },
      ],
      request: {
        method: 'GET',
        url: 'https://registry.npmjs.org/{{ input.name }}/{{ input.version }}',
        headers: [CALLER],
      },
      answer: {
        type: 'expression',
        expression: [
          '{',
          '  "name": body.name,',
          '  "version": body.version,',
          '  "description": body.?description.orValue(""),',
          '  "licence": body.?license.orValue("not stated"),',
          '  "homepage": body.?homepage.orValue(""),',
          '  "repository": body.?repository.?url.orValue(""),',
          '  "engines": body.?engines.orValue({}),',
          '  "dependencies": body.?dependencies.orValue({})',
          '}',
        ].join('\n'),
      },
      effect: 'read',
    },
  }),
  listTool({
    tags: ['repository', 'lookup'],
    readme:
      'Asks the public API of GitHub, without an account, and gives what stands at the top of a repository: description, stars, open issues, licence, topics and the time of the last push.\n\nGitHub answers 60 such calls an hour for each address. For more, fork the tool and add a header `authorization` with `Bearer secret:GITHUB_TOKEN`.',
    document: {
      name: 'github-repository',
      label: 'GitHub repository',
      description:
        'Gives the facts of a public GitHub repository: stars, issues, licence, topics, last push.',
      inputs: [OWNER, REPOSITORY],
      request: {
        method: 'GET',
        url: 'https://api.github.com/repos/{{ input.owner }}/{{ input.repository }}',
        headers: [
          { name: 'accept', value: 'application/vnd.github+json' },
          { name: 'x-github-api-version', value: '2022-11-28' },
          CALLER,
        ],
      },
      answer: {
        type: 'expression',
        expression: [
          '{',
          '  "name": body.full_name,',
          '  "description": body.description,',
          '  "homepage": body.homepage,',
          '  "stars": body.stargazers_count,',
          '  "forks": body.forks_count,',
          '  "openIssues": body.open_issues_count,',
          '  "language": body.language,',
          '  "topics": body.?topics.orValue([]),',
          '  "licence": body.license == null ? "none" : body.license.spdx_id,',
          '  "defaultBranch": body.default_branch,',
          '  "isArchived": body.archived,',
          '  "pushedAt": body.pushed_at',
          '}',
        ].join('\n'),
      },
      effect: 'read',
    },
  }),
  listTool({
    tags: ['repository', 'feed'],
    readme:
      'Fetches the Atom feed of the releases of a public GitHub repository as text, for a model to read or an expression to search.\n\nIt shows how to fetch any feed or file: fork it and put another address in its place. The host of a tool is fixed, so each host has a tool of its own.',
    document: {
      name: 'release-feed',
      label: 'Release feed',
      description: 'Fetches the feed of the latest releases of a public GitHub repository, as text.',
      inputs: [OWNER, REPOSITORY],
      request: {
        method: 'GET',
        url: 'https://github.com/{{ input.owner }}/{{ input.repository }}/releases.atom',
        headers: [{ name: 'accept', value: 'application/atom+xml' }, CALLER],
      },
      answer: { type: 'text' },
      effect: 'read',
    },
  }),
];
