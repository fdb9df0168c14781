#!/usr/bin/env bash
# After `npm run release -- --version`: one pull request with the versions that are next, made anew with every change
# that waits. Needs git with a remote `origin`, and GitHub's `gh` with a token. Says `waiting=true` or `waiting=false`.
set -euo pipefail
cd "$(git rev-parse --show-toplevel)"

outputs=${GITHUB_OUTPUT:-/dev/stdout}
branch=release/next
if [ -z "$(git status --porcelain)" ]; then
  echo "waiting=false" >>"$outputs"
  exit 0
fi
echo "waiting=true" >>"$outputs"

git config user.name "github-actions[bot]"
git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
git checkout --quiet -B "$branch"
git add --all
git commit --quiet -m "Versions of the next release"
git push --quiet --force origin "$branch"
if [ -z "$(gh pr list --head "$branch" --state open --json number --jq '.[].number')" ]; then
  gh pr create --head "$branch" --title "Versions of the next release" \
    --body "Merging it publishes every package whose version is new."
fi
# A pull request that a workflow opens starts none by itself.
gh workflow run ci.yml --ref "$branch"
