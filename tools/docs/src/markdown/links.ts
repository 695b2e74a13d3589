import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import GithubSlugger from 'github-slugger';
import { marked, type Tokens } from 'marked';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import type { Page } from './pages.js';

/** What a page refers to. */
export interface References {
  /** Targets of links and pictures. */
  readonly links: readonly string[];
  /** The contents of inline code. */
  readonly codes: readonly string[];
}

/** Folders in which a path in inline code is taken to begin. */
const FROM_ROOT = /^(apps|docs|examples|packages|tools|\.husky|\.ci|\.github)\/[\w./-]*$/;

/** Whatever a page refers to in the workspace and is not there: files, folders, anchors. */
export function brokenReferences({ path, text }: Page): readonly string[] {
  const { links, codes } = referencesIn(text);
  const broken = links.filter((link) => !/^[a-z]+:/.test(link) && !resolves({ path, text }, link));
  const missing = codes.filter((code) => FROM_ROOT.test(code) && !isThere(code));
  return [...broken, ...missing];
}

/** The links and inline code of a page. */
export function referencesIn(text: string): References {
  const links: string[] = [];
  const codes: string[] = [];
  marked.walkTokens(marked.lexer(text), (token) => {
    if (token.type === 'link' || token.type === 'image') links.push(token.href);
    if (token.type === 'codespan') codes.push(token.text.replace(/\s+/g, ' '));
  });
  return { links, codes };
}

function resolves(from: Page, link: string): boolean {
  const [target = '', anchor] = link.split('#');
  if (target === '') return anchorsIn(from.text).has(anchor ?? '');
  const path = normalize(join(dirname(from.path), target));
  if (!isThere(path)) return false;
  return anchor === undefined || anchorsIn(readFileSync(join(workspaceRoot, path), 'utf8')).has(anchor);
}

/** Build results and data that a command makes are named in pages, too, and are not there in a fresh clone. */
function isThere(path: string): boolean {
  return /\/(dist|coverage)\b/.test(path) || existsSync(join(workspaceRoot, path));
}

/** The anchors that GitHub gives the headings of a page. */
function anchorsIn(text: string): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const headings = marked.lexer(text).filter((token): token is Tokens.Heading => token.type === 'heading');
  return new Set(headings.map((heading) => slugger.slug(heading.text.replace(/[`*]/g, ''))));
}
