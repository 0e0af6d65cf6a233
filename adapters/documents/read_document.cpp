#include "adapters/documents/read_document.h"

#include <fstream>

#include "engine/base/text.h"

#include "adapters/documents/csv.h"
#include "adapters/documents/docx.h"
#include "adapters/documents/limits.h"
#include "adapters/documents/relationships.h"
#include "adapters/documents/txt.h"
#include "adapters/documents/xlsx.h"
#include "adapters/documents/xml.h"

namespace dunghan::documents {
namespace {

constexpr std::string_view zip_magic = "PK\x03\x04";
constexpr std::string_view ole2_magic = "\xD0\xCF\x11\xE0";

Result<std::string> beginning_of(const std::filesystem::path& path) {
    std::error_code error;
    std::ifstream file(path, std::ios::binary);
    if (!std::filesystem::is_regular_file(path, error) || !file) {
        return fail(
            ErrorCode::not_found,
            path.string() + ": Expected a file that can be read, but there is none"
        );
    }
    std::string bytes(limits::chunk_octets, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    return bytes;
}

Result<intake::Document> read_office(const std::filesystem::path& path) {
    auto package = Package::open(path);
    if (!package) {
        return tl::unexpected(package.error());
    }
    const auto part = main_part(*package);
    if (!part) {
        return tl::unexpected(part.error());
    }
    const auto xml = read_xml(*package, *part);
    if (!xml) {
        return tl::unexpected(xml.error());
    }
    const pugi::xml_node root = (*xml)->document_element();
    if (is(root, "document")) {
        return read_docx(root, package->file());
    }
    if (is(root, "workbook")) {
        return read_xlsx(*package, *part, root);
    }
    return fail(
        ErrorCode::invalid,
        package->file() + ": Expected a document or a workbook, but its main part is <" +
            root.name() + ">"
    );
}

Result<intake::Document> read_text(const std::filesystem::path& path, const std::string& file) {
    std::error_code error;
    if (const auto size = std::filesystem::file_size(path, error);
        error || size > limits::text_octets_max) {
        return fail(
            ErrorCode::limit_exceeded,
            file + ": Expected at most 64 MiB of text, but it has more: save it as .csv"
        );
    }
    std::ifstream in(path, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    return read_txt(text, file);
}

Result<intake::Document> refuse_ole2(const std::string& file) {
    return fail(
        ErrorCode::invalid,
        file + ": Expected .docx, .xlsx, .csv or .txt, but this is not a zip but an old .doc or " +
            ".xls file, or one with a password: save as .docx or .xlsx without a password"
    );
}

Result<intake::Document> read_by_content(const std::filesystem::path& path) {
    const auto beginning = beginning_of(path);
    if (!beginning) {
        return tl::unexpected(beginning.error());
    }
    const std::string file = path.filename().string();
    if (beginning->starts_with(zip_magic)) {
        return read_office(path);
    }
    if (beginning->starts_with(ole2_magic)) {
        return refuse_ole2(file);
    }
    if (beginning->find('\0') != std::string::npos) {
        return fail(
            ErrorCode::invalid,
            file + ": Expected UTF-8 text or an office file that is a zip, but it is neither: " +
                "save as .docx, .xlsx or 'CSV UTF-8'"
        );
    }
    const std::string extension = fold(path.extension().string());
    return extension == ".csv" || extension == ".tsv" ? read_csv(path) : read_text(path, file);
}

}  // namespace

Result<intake::Document> read_document(const std::filesystem::path& path) {
    try {
        return read_by_content(path);
    } catch (const std::exception& problem) {  // memory, or a library's surprise
        return fail(
            ErrorCode::invalid,
            path.filename().string() + ": Expected to read it, but " + problem.what()
        );
    }
}

}  // namespace dunghan::documents
