#!/usr/bin/env bash
# After `npm run models:update`: a branch and a pull request with the models that are new, once for each release. Needs
# git with a remote `origin`, and GitHub's `gh` with a token.
set -euo pipefail
cd "$(git rev-parse --show-toplevel)"

version=$(cat models/VERSION)
branch=models/botocore-$version
if [ -z "$(git status --porcelain -- models)" ]; then
  echo "Nothing is newer than the models of botocore $version."
  exit 0
fi
if git ls-remote --exit-code --heads origin "$branch" >/dev/null; then
  echo "There is a branch $branch already."
  exit 0
fi

git config user.name "github-actions[bot]"
git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
git checkout --quiet -b "$branch"
git add models packages/core codegen/fixtures .changeset
git commit --quiet -m "The models are those of botocore $version"
git push --quiet origin "$branch"

# GitHub takes 65,536 characters; the whole of it is in the changesets.
body=$(mktemp)
for diff in .inia/models-*-"$version".md; do
  if [ "$(wc -c <"$diff")" -lt 60000 ]; then cat "$diff"; else head -c 60000 "$diff" | sed '$d'; fi >>"$body"
done
gh pr create --head "$branch" --title "Models of botocore $version" --body-file "$body"
# A pull request that a workflow opens starts none by itself.
gh workflow run ci.yml --ref "$branch"
