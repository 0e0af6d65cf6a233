// A kind of work as people write it: config/definitions/*.yaml -> Definition.
// Format: docs/formats/definition.md; schemas/config/definition.schema.json
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/definition/definition.h"

namespace dunghan {

// What a file says, and every fault of check() at the place it stands at.
struct DefinitionFile {
    Definition definition;
    std::vector<std::string> faults;  // "x.yaml:12:7: Expected …"; empty: fit to be published
};

// `file` is the name in messages. Texts come out in NFC. Errors, for what cannot be read as a
// definition at all: invalid and limit_exceeded, as "file:line:column: Expected …, but …". Never
// throws.
[[nodiscard]] Result<DefinitionFile> read_definition_file(
    std::string_view yaml, std::string_view file
);

// The same for whoever wants it fit or not at all: with faults, the error `invalid` lists them, one
// a line.
[[nodiscard]] Result<Definition> read_definition(std::string_view yaml, std::string_view file);

}  // namespace dunghan
