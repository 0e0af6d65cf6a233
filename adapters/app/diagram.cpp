// `dunghan definition diagram`.
#include <charconv>
#include <cstdio>
#include <fstream>

#include "engine/audit/known.h"

#include "adapters/app/definition.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/settings.h"
#include "adapters/config/definition_file.h"
#include "adapters/diagram/mermaid.h"
#include "adapters/diagram/svg.h"

namespace dunghan::app {
namespace {

// "security-dossier/2": that version; without one the latest.
struct Named {
    std::string id;
    std::uint32_t version = 0;  // 0: the latest
};

Result<Named> named(const std::string& text) {
    const std::size_t slash = text.find('/');
    Named named{text.substr(0, slash), 0};
    if (slash == std::string::npos) {
        return named;
    }
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + slash + 1, end, named.version);
    if (read.ec != std::errc{} || read.ptr != end || named.version == 0) {
        return fail(
            ErrorCode::not_found,
            "Expected a file that exists, or an id as security-dossier or security-dossier/2, but "
            "got " +
                text
        );
    }
    return named;
}

Result<Definition> find_in_log(const Options& options, const std::string& text) {
    const auto wanted = named(text);
    if (!wanted) {
        return tl::unexpected(wanted.error());
    }
    if (options.data.empty()) {
        return fail(
            ErrorCode::not_found,
            "Expected a file that exists, but got " + text +
                "; to draw a definition of a log, give --data"
        );
    }
    const auto reading = open_reading(options);
    auto known = reading ? audit::definitions_known(*reading->store, reading->query.as_known)
                         : tl::unexpected(reading.error());
    if (!known) {
        return tl::unexpected(known.error());
    }
    for (auto one = known->rbegin(); one != known->rend(); ++one) {  // the latest first
        if (one->content.id == wanted->id &&
            (wanted->version == 0 || one->content.version == wanted->version)) {
            return std::move(one->content);
        }
    }
    return fail(
        ErrorCode::not_found,
        "Expected a file or a definition of this log, but got " + text +
            "; `definition list` names them"
    );
}

Result<Definition> find(const Options& options, const std::string& of) {
    if (std::filesystem::is_regular_file(of)) {
        return read_file(of).and_then([&](const std::string& yaml) {
            return read_definition(yaml, of);
        });
    }
    return find_in_log(options, of);
}

Result<void> write(const std::string& text, const std::string& path) {
    if (path.empty()) {
        std::fwrite(text.data(), 1, text.size(), stdout);
        return {};
    }
    std::ofstream file(path, std::ios::binary);
    if (!file.write(text.data(), static_cast<std::streamsize>(text.size())).flush()) {
        return fail(ErrorCode::not_found, "Expected a file that can be written, but got " + path);
    }
    return {};
}

}  // namespace

int run_definition_diagram(const Options& options, const DiagramArguments& arguments) {
    const auto definition = find(options, arguments.of);
    const auto written = definition.and_then([&](const Definition& found) {
        const bool svg = arguments.format == "svg";
        return write(svg ? draw_svg(found) : draw_mermaid(found), arguments.out);
    });
    return written ? exit_ok : complain(written.error());
}

}  // namespace dunghan::app
