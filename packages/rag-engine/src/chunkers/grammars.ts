import type { ChunkKind } from './chunk.ts';

/** How the definitions of one language look in its syntax tree. Node names are those of the tree-sitter grammar. */
export interface Grammar {
  /** File name inside `@vscode/tree-sitter-wasm/wasm`, without `tree-sitter-` and `.wasm`. */
  wasm: string;
  definitions: Readonly<Record<string, ChunkKind>>;
  /** Nodes that only wrap a definition (export, decorators, template parameters). */
  wrappers: readonly string[];
  /** Nodes that name a scope without being a definition of their own (`impl` of Rust, extensions). */
  scopes: readonly string[];
}

const ecmascript: Omit<Grammar, 'wasm'> = {
  definitions: {
    function_declaration: 'function',
    generator_function_declaration: 'function',
    function_signature: 'function',
    class_declaration: 'class',
    abstract_class_declaration: 'class',
    interface_declaration: 'interface',
    type_alias_declaration: 'type',
    enum_declaration: 'enum',
    internal_module: 'module',
    module: 'module',
    method_definition: 'method',
    abstract_method_signature: 'method',
    public_field_definition: 'constant',
    field_definition: 'constant',
    variable_declarator: 'constant',
  },
  wrappers: [
    'export_statement',
    'ambient_declaration',
    'lexical_declaration',
    'variable_declaration',
    'expression_statement',
  ],
  scopes: [],
};

const cFamily: Omit<Grammar, 'wasm'> = {
  definitions: {
    function_definition: 'function',
    class_specifier: 'class',
    struct_specifier: 'class',
    union_specifier: 'class',
    enum_specifier: 'enum',
    namespace_definition: 'module',
    type_definition: 'type',
    alias_declaration: 'type',
    concept_definition: 'type',
    preproc_function_def: 'function',
    preproc_def: 'constant',
  },
  wrappers: ['template_declaration', 'linkage_specification'],
  scopes: [],
};

const grammars: Record<string, Grammar> = {
  typescript: { wasm: 'typescript', ...ecmascript },
  tsx: { wasm: 'tsx', ...ecmascript },
  javascript: { wasm: 'javascript', ...ecmascript },
  python: {
    wasm: 'python',
    definitions: { function_definition: 'function', class_definition: 'class' },
    wrappers: ['decorated_definition'],
    scopes: [],
  },
  go: {
    wasm: 'go',
    definitions: {
      function_declaration: 'function',
      method_declaration: 'method',
      type_spec: 'type',
      type_alias: 'type',
      const_spec: 'constant',
      var_spec: 'constant',
    },
    wrappers: ['type_declaration', 'const_declaration', 'var_declaration', 'var_spec_list'],
    scopes: [],
  },
  rust: {
    wasm: 'rust',
    definitions: {
      function_item: 'function',
      function_signature_item: 'function',
      struct_item: 'class',
      union_item: 'class',
      enum_item: 'enum',
      trait_item: 'interface',
      mod_item: 'module',
      macro_definition: 'function',
      const_item: 'constant',
      static_item: 'constant',
      type_item: 'type',
    },
    wrappers: [],
    scopes: ['impl_item'],
  },
  java: {
    wasm: 'java',
    definitions: {
      class_declaration: 'class',
      interface_declaration: 'interface',
      annotation_type_declaration: 'interface',
      enum_declaration: 'enum',
      record_declaration: 'class',
      method_declaration: 'method',
      constructor_declaration: 'method',
    },
    wrappers: [],
    scopes: [],
  },
  cpp: { wasm: 'cpp', ...cFamily },
  c: { wasm: 'cpp', ...cFamily },
  csharp: {
    wasm: 'c-sharp',
    definitions: {
      namespace_declaration: 'module',
      class_declaration: 'class',
      struct_declaration: 'class',
      record_declaration: 'class',
      interface_declaration: 'interface',
      enum_declaration: 'enum',
      delegate_declaration: 'type',
      method_declaration: 'method',
      constructor_declaration: 'method',
      property_declaration: 'constant',
      local_function_statement: 'function',
    },
    wrappers: [],
    scopes: [],
  },
  ruby: {
    wasm: 'ruby',
    definitions: { method: 'method', singleton_method: 'method', class: 'class', module: 'module' },
    wrappers: [],
    scopes: [],
  },
  php: {
    wasm: 'php',
    definitions: {
      function_definition: 'function',
      class_declaration: 'class',
      interface_declaration: 'interface',
      trait_declaration: 'class',
      enum_declaration: 'enum',
      method_declaration: 'method',
    },
    wrappers: [],
    scopes: [],
  },
  bash: { wasm: 'bash', definitions: { function_definition: 'function' }, wrappers: [], scopes: [] },
  css: { wasm: 'css', definitions: { keyframes_statement: 'constant' }, wrappers: [], scopes: [] },
};

/** The grammar of a language, or undefined when its files are split by lines. */
export function grammarOf(language: string): Grammar | undefined {
  return Object.hasOwn(grammars, language) ? grammars[language] : undefined;
}
