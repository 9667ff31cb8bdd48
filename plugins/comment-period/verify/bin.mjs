#!/usr/bin/env node
import { main } from '../dist/verify/index.mjs'

process.exitCode = await main(process.argv.slice(2))
