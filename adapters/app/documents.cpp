#include "adapters/app/documents.h"

#include <array>
#include <string_view>

#include "adapters/app/settings.h"
#include "adapters/config/calendar_file.h"
#include "adapters/config/definition_file.h"
#include "adapters/config/directory_file.h"
#include "adapters/config/kind.h"
#include "adapters/config/policy_file.h"
#include "adapters/config/series_file.h"

namespace dunghan::app {
namespace {

template <auto read>
Result<Publication> read_as(std::string_view yaml, std::string_view file) {
    return read(yaml, file).map([](auto content) { return publication_of(std::move(content)); });
}

// One row a kind: `kind: <name>` in a file -> its reader -> what is published.
struct DocumentKind {
    std::string_view name;
    Result<Publication> (*read)(std::string_view yaml, std::string_view file);
};

constexpr std::array document_kinds{
    DocumentKind{"policy", read_as<read_policy>},
    DocumentKind{"directory", read_as<read_directory>},
    DocumentKind{"series", read_as<read_series>},
    DocumentKind{"calendar", read_as<read_calendar>},
    DocumentKind{"definition", read_as<read_definition>},
};

// Of all kinds, or of the one that is asked for.
std::vector<DocumentKind> kinds_of(std::string_view only) {
    std::vector<DocumentKind> kinds;
    for (const DocumentKind& kind : document_kinds) {
        if (only.empty() || kind.name == only) {
            kinds.push_back(kind);
        }
    }
    return kinds;
}

}  // namespace

std::string document_kind_names() {
    std::string text;
    for (const DocumentKind& kind : document_kinds) {
        text += (text.empty() ? "" : ", ") + std::string(kind.name);
    }
    return text;
}

Result<Publication> read_document(
    std::string_view yaml, std::string_view name, std::string_view only
) {
    const std::vector<DocumentKind> kinds = kinds_of(only);
    std::vector<std::string_view> names;
    for (const DocumentKind& kind : kinds) {
        names.push_back(kind.name);
    }
    return read_kind(yaml, name, names).and_then([&](std::size_t kind) {
        return kinds[kind].read(yaml, name);
    });
}

Result<std::vector<Publication>> read_documents(
    const std::vector<std::string>& files, std::string_view only
) {
    std::vector<Publication> documents;
    for (const std::string& file : files) {
        auto document = read_file(file).and_then([&](const std::string& yaml) {
            return read_document(yaml, file, only);
        });
        if (!document) {
            return tl::unexpected(document.error());
        }
        documents.push_back(std::move(*document));
    }
    return documents;
}

}  // namespace dunghan::app
