#!/usr/bin/env node
import { runReady } from './ready.mjs';

process.exitCode = await runReady('cli', process.argv.slice(2));
