#include "adapters/documents/csv.h"

#include <fstream>

#include "adapters/documents/csv_records.h"
#include "adapters/documents/limits.h"
#include "adapters/documents/table_text.h"

namespace dunghan::documents {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// The next piece of the file; empty at its end.
std::string next_chunk(std::ifstream& file) {
    std::string chunk(limits::chunk_octets, '\0');
    file.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    chunk.resize(static_cast<std::size_t>(file.gcount()));
    return chunk;
}

}  // namespace

Result<intake::Document> read_csv(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    intake::Document document;
    document.file = path.filename().string();
    intake::Table& table = document.tables.emplace_back();
    table.name = path.stem().string();

    std::string chunk = next_chunk(file);
    if (chunk.starts_with(byte_order_mark)) {
        chunk.erase(0, byte_order_mark.size());
    }
    CsvRecords records(document.file, detect_delimiter(chunk), table);
    for (; !chunk.empty(); chunk = next_chunk(file)) {
        if (auto fed = records.feed(chunk); !fed) {
            return tl::unexpected(fed.error());
        }
    }
    if (auto finished = records.finish(); !finished) {
        return tl::unexpected(finished.error());
    }
    take_caption_rows(table);
    return document;
}

}  // namespace dunghan::documents
