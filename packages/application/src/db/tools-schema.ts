/** Rows of tools that people of a workspace made, as `schema.ts` has the others. */
export interface ToolRow {
  id: string;
  workspace_id: string;
  name: string;
  document: string;
  revision: number;
  created_at: number;
  updated_at: number;
}

export interface ToolVersionRow {
  workspace_id: string;
  tool_id: string;
  number: number;
  document: string;
  created_at: number;
}
