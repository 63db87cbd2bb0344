/** What a path says about a file beyond its words. */
export interface PathKind {
  isTest: boolean;
  isHistory: boolean;
  /** Documentation of a version that is no more. */
  isOutdated: boolean;
  /** Documentation in prose, as against code. */
  isProse: boolean;
  /** A built copy of code that stands elsewhere. */
  isBuilt: boolean;
  /** Declarations beside the code that they describe. */
  isDeclaration: boolean;
  /** Tells how to build, run and contribute: readme, guide for contributors, manifest, list of tasks. */
  isManual: boolean;
}

export function pathKindOf(path: string): PathKind {
  const known = KINDS.get(path);
  if (known) return known;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const kind = {
    isTest: TEST_FOLDER.test(path) || TEST_FILE.test(name),
    isHistory: HISTORY_FILE.test(name),
    isOutdated: OUTDATED_FOLDER.test(path),
    isProse: PROSE_FILE.test(name),
    isBuilt: BUILT_FOLDER.test(path),
    isDeclaration: DECLARATION_FILE.test(name),
    isManual: MANUAL_FILE.test(name),
  };
  if (KINDS.size > 100_000) KINDS.clear();
  KINDS.set(path, kind);
  return kind;
}

const KINDS = new Map<string, PathKind>();
const TEST_FOLDER =
  /(?:^|\/)(?:tests?|__tests__|testing|testdata|test-\w+|specs?|e2e|fixtures?|__fixtures__|mocks?|__mocks__|examples?|samples?|demos?|bench(?:es|marks?)?)\//i;
const TEST_FILE =
  /(?:[._-](?:test|spec|tests|bench|benchmark)(?:-d)?\.\w+$)|(?:^test_.*\.py$)|(?:^conftest\.py$)|(?:[a-z](?:Test|Tests|TestCase|Spec)\.\w+$)|(?:^tests?\.\w+$)/;
const HISTORY_FILE = /^(?:change(?:s|log)?|history|news|releases?(?:[-_]?notes)?)(?:[-_.].*)?$/i;
const PROSE_FILE =
  /\.(?:md|mdx|markdown|rst|txt|adoc|html?|tex|1)$|^(?:readme|license|copying|authors|contributors)$/i;
const BUILT_FOLDER = /(?:^|\/)(?:dist|build|out|lib-cov|coverage|vendor|third_party|generated)\//i;
const DECLARATION_FILE = /\.(?:d\.[cm]?ts|pyi)$/;
const OUTDATED_FOLDER = /(?:^|\/)(?:versioned_docs|versioned_sidebars|archived?)\//i;
const MANUAL_FILE =
  /^(?:readme|contributing|development|developing|hacking|install)(?:[-_.]\w+)?(?:\.\w+)?$|^(?:package\.json|pyproject\.toml|tox\.ini|noxfile\.py|cargo\.toml|makefile|justfile|taskfile\.ya?ml|rakefile|cmakelists\.txt|build\.gradle(?:\.kts)?|pom\.xml|composer\.json|mix\.exs|agents\.md)$/i;
